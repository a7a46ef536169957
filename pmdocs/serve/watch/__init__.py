"""What has changed on the disk: hints from the system, settled, checked against contents, and never missed."""
