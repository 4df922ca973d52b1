"""How far the work on each article is, from handing out to settling."""
