"""The small window beside the main one."""
