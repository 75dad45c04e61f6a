"""What `make bench` measures: weight and speed of pages, build times, import times."""
