"""What the processes write down: places and numbers, never what people typed or were given."""
