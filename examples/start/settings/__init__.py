"""State of a module, settings of the interpreter, settings of a program."""
