"""The generator of the sample city: invented figures for any scheme, labelled, the same bytes for the same seed.

It reads a scheme and knows what each indicator needs; nothing here is a figure of a real place.
"""

from kaoping.sample.city import AREAS, CITIES, City, Member, city_of
from kaoping.sample.generate import generate
from kaoping.sample.messages import NO_SUCH_CITY
from kaoping.sample.write import write_sample

__all__ = ["AREAS", "CITIES", "NO_SUCH_CITY", "City", "Member", "city_of", "generate", "write_sample"]
