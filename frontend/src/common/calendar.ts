/** A day in the learner's own calendar: all day, without a topic, without an address (RFC 5545). */

const MS = 86_400_000;
const LONGEST = 75;

/** The same day of a later month; where that month is too short, its last day. */
export function monthsLater(day: string, months: number): string {
	const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
	const last = new Date(Date.UTC(year, month - 1 + months + 1, 0));
	return iso(Date.UTC(last.getUTCFullYear(), last.getUTCMonth(), Math.min(date, last.getUTCDate())));
}

/** A day in words of the page's language. */
export function dayText(day: string, language = document.documentElement.lang): string {
	const locale = language === "en" ? "en-GB" : language;
	const time = new Date(`${day}T00:00:00Z`);
	if (Number.isNaN(time.getTime())) return day;
	try {
		return new Intl.DateTimeFormat(locale || "en-GB", { dateStyle: "long", timeZone: "UTC" }).format(time);
	} catch {
		return day; // a language that the browser does not know
	}
}

interface Event {
	day: string;
	summary: string;
	/** Names the event for ever, so that the same file read twice makes one entry. */
	uid: string;
	now: Date;
}

/** The text of an .ics file with one all-day event. */
export function icsText({ day, summary, uid, now }: Event): string {
	const lines = [
		"BEGIN:VCALENDAR",
		"VERSION:2.0",
		"PRODID:-//Stepping Up//Course//EN",
		"CALSCALE:GREGORIAN",
		"BEGIN:VEVENT",
		`UID:${uid}`,
		`DTSTAMP:${now.toISOString().replace(/\.\d+/, "").replace(/[-:]/g, "")}`,
		`DTSTART;VALUE=DATE:${plain(day)}`,
		`DTEND;VALUE=DATE:${plain(iso(Date.parse(`${day}T00:00:00Z`) + MS))}`,
		`SUMMARY:${escaped(summary)}`,
		"CLASS:PRIVATE",
		"TRANSP:TRANSPARENT",
		"END:VEVENT",
		"END:VCALENDAR",
	];
	return lines.map((line) => `${folded(line)}\r\n`).join("");
}

const iso = (time: number): string => new Date(time).toISOString().slice(0, 10);
const plain = (day: string): string => day.replaceAll("-", "");

/** RFC 5545, 3.3.11. */
const escaped = (text: string): string => text.replace(/[\\;,]/g, "\\$&").replace(/\r\n|\r|\n/g, "\\n");

/** RFC 5545, 3.1: no line is longer than 75 octets; a letter is never cut. */
function folded(line: string): string {
	let found = "";
	let size = 0;
	for (const letter of line) {
		const octets = new TextEncoder().encode(letter).length;
		if (size + octets > LONGEST) {
			found += "\r\n ";
			size = 1;
		}
		found += letter;
		size += octets;
	}
	return found;
}
