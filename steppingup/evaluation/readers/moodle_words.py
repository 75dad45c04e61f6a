"""How Moodle calls the columns of its quiz reports, in English and the ten languages of the region.

Most of a report is told by its form, whatever its language: ``word 3 /1,00`` is the score of question 3, ``word/10,00``
the total, ``word 3`` something about question 3. Only what has no form needs words. Moodle's language packs change, so
each word has the spellings of several releases; all are compared without case, accents and punctuation.
"""

from __future__ import annotations

from steppingup.documents.letters import same

RESPONSE = (
    "Response", "Antwort", "Svar", "Respons", "Vastaus", "Vastus", "Svarið", "Atsakymas", "Atbilde", "Besvarelse",
    "Odpowiedź", "Atsakas", "Reakcja",
)  # fmt: skip
QUESTION = (
    "Question", "Frage", "Spørgsmål", "Spørsmål", "Küsimus", "Kysymys", "Spurning", "Klausimas", "Jautājums",
    "Pytanie", "Fråga",
)  # fmt: skip
RIGHT = (
    "Right answer", "Richtige Antwort", "Rigtigt svar", "Korrekt svar", "Rett svar", "Riktig svar", "Õige vastus",
    "Oikea vastaus", "Rétt svar", "Teisingas atsakymas", "Pareizā atbilde", "Poprawna odpowiedź",
    "Prawidłowa odpowiedź", "Rätt svar",
)  # fmt: skip
EMAIL = (
    "Email address", "E-mail address", "Email", "E-Mail-Adresse", "E-mailadresse", "E-postadresse", "E-mail",
    "E-posti aadress", "E-post", "Sähköpostiosoite", "Sähköposti", "Netfang", "Tölvupóstfang", "El. pašto adresas",
    "El. paštas", "E-pasta adrese", "E-pasts", "Adres e-mail", "Adres email", "E-postadress",
)  # fmt: skip
NUMBER = (
    "ID number", "ID-Nummer", "ID-nummer", "Idnummer", "Username", "Anmeldename", "Brugernavn", "Brukernavn",
    "Kasutajanimi", "Kasutajatunnus", "Käyttäjätunnus", "Tunnistenumero", "Notandanafn", "Auðkennisnúmer",
    "Naudotojo vardas", "ID numeris", "Lietotājvārds", "ID numurs", "Nazwa użytkownika", "Numer ID",
    "Numer identyfikacyjny", "Användarnamn", "ID number (idnumber)",
)  # fmt: skip
NAME = (
    "Surname", "Last name", "First name", "Nachname", "Vorname", "Efternavn", "Fornavn", "Etternavn", "Perenimi",
    "Perekonnanimi", "Eesnimi", "Sukunimi", "Etunimi", "Eftirnafn", "Kenninafn", "Fornafn", "Eiginnafn", "Pavardė",
    "Vardas", "Uzvārds", "Vārds", "Nazwisko", "Imię", "Efternamn", "Förnamn", "Full name", "Vollständiger Name",
)  # fmt: skip
STARTED = (
    "Started on", "Started", "Begonnen am", "Begonnen", "Startet den", "Påbegyndt", "Startet", "Påbegynt",
    "Alustatud", "Aloitettu", "Aloitettiin", "Byrjað", "Byrjaði", "Pradėta", "Sākts", "Uzsākts", "Rozpoczęto",
    "Rozpoczęte", "Startade", "Påbörjad", "Påbörjades",
)  # fmt: skip

# Names of months in the languages of the region, from which a day written in words is read. Those that begin alike
# in several languages stand once.
MONTHS: tuple[tuple[str, ...], ...] = (
    ("jan", "tammi", "jaan", "saus", "sty"),
    ("feb", "helmi", "veebr", "vas", "lut", "febr"),
    ("mar", "maalis", "märts", "kov"),
    ("apr", "huhti", "bal", "kwi"),
    ("may", "mai", "maj", "touko", "geg", "maí", "mei"),
    ("jun", "kesä", "juuni", "bir", "jūn", "cze", "jún"),
    ("jul", "heinä", "juuli", "liep", "jūl", "lip", "júl"),
    ("aug", "elo", "rugp", "sie", "ágú"),
    ("sep", "syys", "rugs", "wrz"),
    ("oct", "okt", "loka", "spal", "paź"),
    ("nov", "marras", "lapkr", "lis", "nóv"),
    ("dec", "dez", "des", "joulu", "dets", "gruod", "gru"),
)


def known(words: tuple[str, ...]) -> frozenset[str]:
    """Return words in the form in which they are compared."""
    return frozenset(same(word) for word in words)


def month_of(word: str) -> int:
    """Return the number of a month by its name in any of the languages; 0 if it is none."""
    plain = same(word)
    fits = [
        (len(same(start)), number)
        for number, starts in enumerate(MONTHS, 1)
        for start in starts
        if plain.startswith(same(start))
    ]
    return max(fits)[1] if fits else 0
