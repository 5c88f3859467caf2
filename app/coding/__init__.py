"""The ground floor: the words of the trade as frozen records. Standard library and msgspec only."""
