"""What a process keeps that another process of the same server would need: protocols, and what fills them."""
