"""Draws, sounds and films every medium of the built-in sets: geometry and arithmetic, no found material.

``python -m question_sets.builtin.workshop`` writes them afresh.  It needs Pillow, a Noto Sans CJK font and, for the
two films, ``ffmpeg``; none of these is needed to use the sets.
"""
