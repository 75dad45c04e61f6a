"""Personal data in texts, defined once more: by building texts from pieces of which one knows what they are.

Codes are recognised here the other way round, by making the one code that fits a body and comparing; dates are the
calendar's of the standard library. Nothing here is of the package. People are the Joe Bloggs of each country, births
lie in the nineteenth century, telephones are zeros. `python tools/make_vectors.py` writes tests/vectors/personal.json.
"""

from __future__ import annotations

import json
import random
import re
from datetime import date
from typing import Any

Plain = dict[str, Any]

FILLERS = (
    "The group met three times in spring and wrote down what each office sees on an ordinary day.",
    "In 2024 the desk counted 38 400 visits; a year before there were 35 120, says report 12/2024.",
    "Open Mon-Fri 9.00-17.00, by phone 67 000 000 day and night, from 1.6.2025 to 31.8.2025, says the list.",
    "Directive 2011/36 and law 10 of 2015 say so; see section 4.2, table 3, rows t1-01 to t1-27.",
    "In Old Harbour and Station Quarter bars and salons hold licences, and the bus at 5:10 is full.",
)
PEOPLE = (
    "Anna Paraugs", "Jonas Jonaitis", "Mari Maasikas", "Matti Meikäläinen", "Anna Svensson", "Kari Nordmann",
    "Jens Hansen", "Jón Jónsson", "Erika Mustermann", "Katarzyna Kowalska", "Oleksandr Bondarenko",
)  # fmt: skip
# [kind|text] is found; what stands outside of brackets is not
MARKED = (
    "Write to [mail|anna.paraugs@mail.example] today.",
    "Write to [mail|jonas1890@post.example.com]; the office is info@town.example.",
    "Ask the desk: registry@town.example, help-desk@town.example, social.service@town.example.",
    "Not a mailbox: @town, a@b, 5 @ 3.",
    "Call Anna on [phone|+371 00 000 000].",
    "[name|Jonas Jonaitis], [phone|(0-5) 000 0000], knows more.",
    "[phone|8 000 00 00] belongs to [name|Mari Maasikas].",
    "Anna: [phone|67 000 000], or 1 200 300 letters.",
    "The social service answers on +371 00 000 000 day and night.",
    "Anna and two others counted 1 140 300 in 2019-2024, on 03.05.2025 and 2025-05-03, from 9.00-17.00.",
    "Anna knows the advice line, which answers in five languages on every day: +371 00 000 000.",
    "Anna lives at [address|Brīvības iela 12].",
    "[name|Erika Mustermann], [address|Hauptstraße 5a], second floor.",
    "[address|ul. Długa 7], with Katarzyna.",
    "[address|Storgata 4] is where Kari sleeps.",
    "Anna sleeps at [address|12 Mill Street].",
    "The shelter stands at Storgata 4, and the clinic at Brīvības iela 12.",
    "Table 4 and Street 5 of the plan.",
    "[age|A., 19], cleaner, Millside.",
    "[age|A. K. (27]), two children.",
    "[age|B.C. 34 years], from the plant.",
    "[age|Anna, 19], and [age|Jonas (22]) share a room.",
    "[age|Anna aged 19], seen twice.",
    "Hall A. 12 people came. Anna, 12 colleagues and B, 14 chairs.",
    "Hepatitis B. 5 cases in class C.",
    "A van with [plate|ABC-123] waits at the mill.",
    "[plate|ABC 123] and [plate|XYZ12A] came twice.",
    "The car has the number [plate|AB-1234].",
    "A minibus, plate [plate|AB 12 345].",
    "Kennzeichen [plate|B-AB 1234].",
    "Samochód [plate|WX 12345], granatowy.",
    "Pakettiauto [plate|XYZ-987] joka ilta.",
    "numurzīme [plate|AB-1234]",
    "Norm ISO 639, room AB 1234, EUR 500, SEK 200, convention ILO 190, part C-19.",
    "The car of the inspectors costs EUR 500 and SEK 2000.",
    "[name|Anna Paraugs] keeps the list.",
    "[name|ANNA PARAUGS] keeps the list.",
    "[name|Anna K.] said so, [name|Anna K. Paraugs] too.",
    "[name|Frau Beispiel] and [name|Mr. Bloggs] asked.",
    "[name|Volodymyr Bondarenko], [name|Björk Guðmundsdóttir], [name|Tomek Kowalewski].",
    "Anna keeps the list with Jonas and the NGO. Anna NGO.",
    "In Geneva, in Moldova, Anna School, Maria Street, the Lesson.",
    "a nanna, annabelle, Annapolis and Jonasson",
)
REFUSED = (
    ("value", "[suspect|Igor] brings the girls on Fridays."),
    ("value", "[suspect|Jonas Jonaitis][name] is known."),
    ("value", "People say [suspect|SIA] Paraugs keeps their passports."),
    ("value", "The [suspect|bar] Neptun is one of them."),
    ("value", "[suspect|Beispiel GmbH] hires for the harvest."),
    ("value", "A [suspect|salon] \u201eNeptun\u201c opened."),
    ("value", "The man with [suspect|ABC-123][plate] comes every Friday."),
    ("value", "The man called [suspect|Zorro] exploits four workers."),
    ("source", "police; they say that [suspect|Anna Paraugs][name] forces people to beg."),
    ("source", "trade union, [name|Anna Paraugs]"),
    ("source", "licences; Beispiel GmbH"),
    ("value", "Short lets and bars in Old Harbour. Salons hold licences, and nothing is known against them."),
    ("value", "Men with gangs behind them force people to beg, says the police. Pay is taken, passports are kept."),
    ("value", "Cleaning, harvest and building. Agencies from elsewhere threaten people who complain."),
    ("value", "Hotels, taxi drivers and printers could see it. The town buys cleaning from six firms."),
    ("value", "Pattern: \u201eloans\u201c before the journey, wages kept in the first months."),
    ("value", "Anna from outreach says that most buyers live here."),
)


def marked(text: str, sheet: str = "", field: str = "") -> Plain:
    """Make one vector of a marked text: [kind|piece], and [piece][other kind] where a piece is two things."""
    found: list[Plain] = []
    for kind, piece, other in re.findall(r"\[([a-z]+)\|([^\]]*)\](?:\[([a-z]+)\])?", text):
        own = [{"kind": one, "text": piece} for one in (other, kind) if one]
        found += [{**one, "refused": True} if one["kind"] == "suspect" else one for one in own]
    plain = re.sub(r"\[[a-z]+\|([^\]]*)\](\[[a-z]+\])?", r"\1", text)
    made: Plain = {"text": plain, **({"sheet": sheet, "field": field} if sheet else {}), "found": found}
    return made


def joined(random_: random.Random) -> Plain:
    """Join marked texts, far enough from each other that none concerns another."""
    parts = [marked(text) for text in random_.sample(MARKED, 3)]
    between = f" {random_.choice(FILLERS)} "
    text = between.join(part["text"] for part in parts)
    return {"text": text, "found": [one for part in parts for one in part["found"]]}


# --- codes: the body makes the code ---


def products(body: str, weights: str) -> int:
    """Add up the digits of a body, each times its weight; weights are written as digits, a for ten."""
    return sum(int(body[place]) * int(weights[place], 11) for place in range(len(weights)))


def baltic(body: str) -> str:
    """Add the check digit of Estonia and Lithuania."""
    for weights in ("1234567891", "3456789123"):
        rest = products(body, weights) % 11
        if rest < 10:
            return body + str(rest)
    return body + "0"


def latvia(body: str) -> str:
    """Add the check digit of Latvia: 1 more than the sum of the other form of the weights, which is the same."""
    rest = (
        1 + sum(int(digit) * weight for digit, weight in zip(body, (10, 5, 8, 4, 2, 1, 6, 3, 7, 9), strict=True))
    ) % 11
    return body + str(rest)[-1]


def norway(body: str) -> str:
    """Add the two check digits of Norway; a body that none fit gives nothing."""
    for last in range(100):
        code = f"{body}{last:02d}"
        if products(code, "3761894521") % 11 == 0 and products(code, "54327654321") % 11 == 0:
            return code
    return ""


def sweden(body: str) -> str:
    """Add the check digit of Sweden."""
    total = sum(int("0246813579"[int(digit)]) if place % 2 == 0 else int(digit) for place, digit in enumerate(body))
    return body + str(-total % 10)


def finland(body: str, number: int) -> str:
    """Add the check sign of Finland."""
    return body + "0123456789ABCDEFHJKLMNPRSTUVWXY"[number - 31 * (number // 31)]


def poland(body: str) -> str:
    """Add the check digit of Poland."""
    return body + str(-products(body, "1379137913") % 10)


def iceland(body: str) -> str:
    """Add the check digit of Iceland; a body that needs a ten gives nothing."""
    rest = -products(body, "32765432") % 11
    return "" if rest == 10 else body + str(rest)


def germany(body: str) -> str:
    """Add the check digit of a German tax number, by the pure system of ISO/IEC 7064: the last sum must end in 1."""
    for last in "0123456789":
        product, total = 10, 0
        for digit in body + last:
            total = product + int(digit)
            product = 2 * (total % 10 or 10) % 11
        if total % 10 == 1:
            return body + last
    raise AssertionError(body)


def denmark(born: str, serial: str) -> str:
    """Write a Danish code with its hyphen; one that would be a Finnish one of a later century, too, gives nothing."""
    return "" if finland(f"{born}-{serial[:3]}", int(born + serial[:3]))[-1] == serial[3] else f"{born}-{serial}"


def pension(area: str, born: str, letter: str, serial: str) -> str:
    """Add the check digit of a German pension number."""
    digits = f"{area}{born}{'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.index(letter) + 1:02d}{serial}"
    total = 0
    for digit, weight in zip(digits, (2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1), strict=True):
        total += sum(map(int, str(int(digit) * weight)))
    return f"{area}{born}{letter}{serial}{total % 10}"


def some_codes(pick: random.Random) -> list[tuple[str, set[str], int]]:
    """Make one code of each country and form for somebody born in the nineteenth century.

    Returns:
        (code, countries, place of a sign of the body whose change makes it no code; -1 if none does).
    """
    born = date(1800, 1, 1).toordinal() + pick.randrange(21200, 36000)  # 1858 to 1898
    day = date.fromordinal(born)
    dmy, ymd, serial = day.strftime("%d%m%y"), day.strftime("%y%m%d"), f"{pick.randrange(2, 900):03d}"
    found = [
        (baltic(f"{pick.choice('12')}{ymd}{serial}"), {"ee", "lt"}, 9),
        (latvia(f"{dmy}0{serial}"), {"lv"}, 9),
        (norway(f"{dmy}{500 + pick.randrange(250)}"), {"no"}, 8),
        (norway(f"{int(dmy[0]) + 4}{dmy[1:]}{500 + pick.randrange(250)}"), {"no"}, 8),
        (sweden(ymd + serial), {"se"}, 8),
        (finland(f"{dmy}+{serial}", int(dmy + serial)), {"fi"}, 9),
        (poland(f"{ymd[:2]}{int(ymd[2:4]) + 80}{ymd[4:]}{serial}0"), {"pl"}, 9),
        (iceland(dmy + serial[:2]) and iceland(dmy + serial[:2]) + "8", {"is"}, 7),
        (denmark(dmy, f"{pick.randrange(5, 9)}{serial}"), {"dk"}, -1),
        (pension(serial[:2], dmy, pick.choice("ABKSZ"), serial[1:]), {"de"}, 9),
    ]
    nine = pick.sample("0123456789", 9)
    body = "".join([*nine, nine[4]])
    if body[0] != "0":
        found.append((germany(body), {"de"}, -1))
    return [one for one in found if one[0]]


def written(code: str, countries: set[str]) -> list[str]:
    """Write a code as people do: with its sign, or without."""
    if countries == {"lv"}:
        return [code, f"{code[:6]}-{code[6:]}"]
    if countries == {"se"}:
        return [f"{code[:6]}+{code[6:]}", f"18{code[:6]}-{code[6:]}", f"18{code}"]
    if countries == {"is"}:
        return [code, f"{code[:6]} {code[6:]}"]
    if countries == {"de"} and code.isdecimal():
        return [code, f"{code[:2]} {code[2:5]} {code[5:8]} {code[8:]}"]
    if countries == {"de"}:
        return [code, f"{code[:2]} {code[2:8]} {code[8]} {code[9:]}"]
    return [code]


def also(code: str) -> set[str]:
    """Name the countries whose code of ten or eleven digits a text happens to be, by making their codes."""
    digits = code.replace("-", "").replace(" ", "").replace("+", "")
    found: set[str] = set()
    if len(digits) == 11 and digits.isdecimal() and " " not in code:
        if is_day(digits[:6], "dmy", 1900, 2000, 1800) and "+" not in code:
            found |= {"lv"} if digits[6] in "012" and latvia(digits[:10]) == digits and lv_day(digits) else set()
        found |= {"lv"} if digits[:2] == "32" and latvia(digits[:10]) == digits else set()
    if len(digits) == 11 and code.isdecimal():
        found |= {"ee", "lt"} if "1" <= digits[0] <= "8" and baltic(digits[:10]) == digits and ee_day(digits) else set()
        found |= {"no"} if norway(digits[:9]) == digits and no_day(digits) else set()
        found |= {"pl"} if poland(digits[:10]) == digits and pl_day(digits) else set()
        ten = sorted(digits[:10].count(one) for one in set(digits[:10]))
        found |= (
            {"de"}
            if digits[0] != "0" and ten[-1] in (2, 3) and set(ten[:-1]) == {1} and germany(digits[:10]) == digits
            else set()
        )
    if len(digits) == 10 and digits.isdecimal():
        found |= {"se"} if sweden(digits[:9]) == digits and se_day(digits) else set()
        found |= (
            {"is"}
            if "+" not in code
            and iceland(digits[:8]) == digits[:9]
            and is_day(digits[:6], "dmy", {"8": 1800, "9": 1900, "0": 2000}.get(digits[9], -1))
            else set()
        )
        fits = "-" in code or products(digits, "4327654321") % 11 == 0
        found |= {"dk"} if "+" not in code and fits and is_day(digits[:6], "dmy", dk_century(digits)) else set()
    return found


def is_day(six: str, order: str, *centuries: int) -> bool:
    """Tell whether six digits are a day in one of the centuries."""
    parts = dict(zip(order, (int(six[0:2]), int(six[2:4]), int(six[4:6])), strict=True))
    for century in centuries:
        try:
            return bool(date(century + parts["y"], parts["m"], parts["d"]))
        except ValueError:
            continue
    return False


def dk_century(digits: str) -> int:
    """Look the century up in the table of the CPR."""
    table = {
        "0": ((0, 99, 1900),), "1": ((0, 99, 1900),), "2": ((0, 99, 1900),), "3": ((0, 99, 1900),),
        "4": ((0, 36, 2000), (37, 99, 1900)), "9": ((0, 36, 2000), (37, 99, 1900)),
    }  # fmt: skip
    rows = table.get(digits[6], ((0, 57, 2000), (58, 99, 1800)))
    return next(century for low, high, century in rows if low <= int(digits[4:6]) <= high)


def lv_day(digits: str) -> bool:
    """Tell whether a Latvian code has a day."""
    return is_day(digits[:6], "dmy", 1800 + 100 * int(digits[6]))


def ee_day(digits: str) -> bool:
    """Tell whether an Estonian code has a day."""
    return is_day(
        digits[1:7], "ymd", {"1": 1800, "2": 1800, "3": 1900, "4": 1900, "5": 2000, "6": 2000}.get(digits[0], 2100)
    )


def no_day(digits: str) -> bool:
    """Look the centuries of a Norwegian code up in the table of the tax office."""
    serial, year = int(digits[6:9]), int(digits[4:6])
    table = ((0, 499, 0, 99, 1900), (500, 749, 54, 99, 1800), (500, 999, 0, 39, 2000), (900, 999, 40, 99, 1900))
    found = [century for low, high, first, last, century in table if low <= serial <= high and first <= year <= last]
    head = f"{int(digits[0]) - 4}{digits[1:6]}" if digits[0] >= "4" else digits[:6]
    return bool(found) and head.isdecimal() and is_day(head, "dmy", found[0])


def pl_day(digits: str) -> bool:
    """Tell whether a Polish code has a day."""
    for more, century in ((80, 1800), (0, 1900), (20, 2000), (40, 2100), (60, 2200)):
        if 1 <= int(digits[2:4]) - more <= 12:
            return is_day(f"{digits[:2]}{int(digits[2:4]) - more:02d}{digits[4:6]}", "ymd", century)
    return False


def se_day(digits: str) -> bool:
    """Tell whether a Swedish code has a day, be it of a number for coordination."""
    day = int(digits[4:6])
    return is_day(f"{digits[:4]}{day - 60 if day > 60 else day:02d}", "ymd", 1900, 2000)


def code_vectors(pick: random.Random) -> list[Plain]:
    """Make vectors of codes: right ones, those with one wrong digit, and those inside something longer."""
    found: list[Plain] = []
    for code, countries, place in some_codes(pick):
        for text in written(code, countries):
            known = sorted(countries | also(text))
            found.append(
                {"text": f"Seen: {text}, twice.", "found": [{"kind": "code", "text": text, "countries": known}]}
            )
        found += [{"text": f"{code}x and x{code} and 5-{code}", "found": []}]
        found.append({"text": f"phone +371 {code}", "found": []})
        if place >= 0:
            wrong = f"{code[:place]}{(int(code[place]) + 1) % 10}{code[place + 1 :]}" if code[place].isdecimal() else ""
            if wrong and not also(wrong) and len(wrong) != 12:
                found.append({"text": f"Seen: {wrong}, twice.", "found": []})
    return found


def whole_text() -> str:
    """Return tests/vectors/personal.json: a list of {text, sheet?, field?, found}, one per line."""
    pick = random.Random(11)  # noqa: S311 - the same in each run
    vectors = [marked(text) for text in (*FILLERS, *MARKED)]
    vectors += [marked(text, "map/gains", field) for field, text in REFUSED]
    vectors += [{"text": one, "found": [{"kind": "name", "text": one}]} for one in PEOPLE]
    vectors += [joined(pick) for _ in range(60)]
    for _ in range(40):
        vectors += code_vectors(pick)
    lines = ",\n".join(json.dumps(one, ensure_ascii=False) for one in vectors)
    return f"[\n{lines}\n]\n"
