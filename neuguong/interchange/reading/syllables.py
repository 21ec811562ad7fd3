"""Whether a word is built like a Vietnamese syllable: the ground on which an encoding is believed."""

import unicodedata
from functools import lru_cache

_ALL_ONSETS = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
_ALL_RHYMES = (
    "a ac ach ai am an ang anh ao ap at au ay ak ăc ăm ăn ăng ăp ăt ăk âc âm ân âng âp ât âu ây "
    "e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich im in inh ip it iu "
    "iêc iêm iên iêng iêp iêt iêu o oc oi om on ong ooc oong op ot ok ô ôc ôi ôm ôn ông ôp ôt ôk "
    "oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oen oeo oet "
    "ơ ơi ơm ơn ơp ơt u ua uc ui um un ung up ut uk uơ uân uâng uât uây uê uêch uên uênh "
    "uôc uôi uôm uôn uông uôp uôt uy uya uych uyn uynh uyt uyu uyên uyêt "
    "ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu "
    "y yêm yên yêng yêt yêu"
)
_ONSETS = ("", *_ALL_ONSETS.split(" "))
_RHYMES = frozenset(_ALL_RHYMES.split(" "))
_ONLY_AFTER_QU = frozenset(["yn", "ynh", "yt", "ych"])
_STOPS = ("c", "ch", "p", "t", "k")
_TONES = "\u0300\u0309\u0303\u0301\u0323"
_SHARP_OR_HEAVY = "\u0301\u0323"
_FRONT = frozenset("eêiy")


@lru_cache(maxsize=50_000)
def is_syllable(word: str) -> bool:
    """Return whether `word` (NFC, any case, letters only) can be a Vietnamese syllable.

    Judged by onset, rhyme, at most one tone, and the rule that a rhyme closed by a stop has no tone but
    sắc and nặng; a dictionary would refuse names.
    """
    decomposed = unicodedata.normalize("NFD", word.lower())
    tones = [char for char in decomposed if char in _TONES]
    bare = unicodedata.normalize("NFC", "".join(char for char in decomposed if char not in _TONES))
    if len(tones) > 1:
        return False
    return any(bare.startswith(onset) and _fits(onset, bare[len(onset) :], "".join(tones)) for onset in _ONSETS)


def _fits(onset: str, rhyme: str, tone: str) -> bool:
    if onset == "qu":
        if rhyme[:1] in ("u", "ư") or not (rhyme in _RHYMES or rhyme in _ONLY_AFTER_QU):
            return False
    elif rhyme not in _RHYMES or (onset and rhyme.startswith("yê")):
        return False
    if onset in ("gh", "ngh", "k") and rhyme[0] not in _FRONT:
        return False
    return not rhyme.endswith(_STOPS) or (tone != "" and tone in _SHARP_OR_HEAVY)
