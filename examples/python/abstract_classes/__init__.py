"""What an abstract class demands, gives, and costs."""
