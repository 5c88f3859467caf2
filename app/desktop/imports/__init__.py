"""Import CMS files, editions, comparing two editions, and every edit of a pair."""
