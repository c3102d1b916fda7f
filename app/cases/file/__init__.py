"""Reading a case file and writing one."""
