"""What runs inside Pyodide: a task's test under real pytest, in the reader's browser."""
