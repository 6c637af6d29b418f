"""How fast changes reach a hall: the clients of ``leitai bench``, and the peers that it is measured beside."""
