"""How much two articles share, as a sentence."""


def shared_sentence(shared: int, near: int, sentences: int, where: str) -> str:
    """As “31 of 40 sentences are also in …; 5 more are nearly the same.”, of the later article."""
    of_all = f"of {sentences} {'sentence' if sentences == 1 else 'sentences'}"
    if not shared:
        return f"{near} {of_all} {'is' if near == 1 else 'are'} nearly the same in {where}."
    said = f"{shared} {of_all} {'is' if shared == 1 else 'are'} also in {where}"
    if near:
        return f"{said}; {near} more {'is' if near == 1 else 'are'} nearly the same."
    return f"{said}."
