"""Which hooks git runs, shown by hooks that write down their names."""
