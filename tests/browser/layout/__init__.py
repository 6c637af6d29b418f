"""Whether everything fits: real pages draw made-up views of every shape, and a ruler measures what came of it."""
