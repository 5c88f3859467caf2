"""The main window and what holds it together: menus, focus zones, status bar, side windows, preloading."""
