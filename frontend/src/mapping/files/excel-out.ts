/**
 * Tables as an Excel workbook: a sheet each, ready to filter, to read and to print; numbers and days stay what they
 * are, and no text is a formula: each stands in its cell as a text. Files look like those of the package.
 */
import { strToU8, type Zippable, zipSync } from "fflate";
import { clean, isRisky } from "../csv.ts";
import { isDay, letterOf, type OutTable, type OutValue } from "./out.ts";
import { heightOf, widthsOf } from "./widths.ts";

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml";
/** A zip file knows no earlier day, and no two files may differ by the clock. */
const OLDEST = new Date(1980, 0, 1);
/** Places in `cellXfs` below. */
const STYLE = { head: 1, text: 2, risky: 3, plain: 4, plainRisky: 5, day: 6 };

export interface Book {
	title: string;
	creator: string;
	language: string;
	tables: OutTable[];
}

/** Make a workbook; the same tables always give the same bytes. */
export function workbookBytes({ title, creator, language, tables }: Book): Uint8Array<ArrayBuffer> {
	const names = titlesOf(tables);
	const parts: Record<string, string> = {
		"[Content_Types].xml": contentTypes(tables),
		"_rels/.rels": relations([
			["officeDocument", "xl/workbook.xml"],
			["metadata/core-properties", "docProps/core.xml"],
		]),
		"docProps/core.xml": core(title, creator, language),
		"xl/workbook.xml": workbook(tables, names),
		"xl/_rels/workbook.xml.rels": relations([
			...tables.map((_, at): [string, string] => ["worksheet", `worksheets/sheet${at + 1}.xml`]),
			["styles", "styles.xml"],
		]),
		"xl/styles.xml": STYLES,
	};
	for (const [at, table] of tables.entries()) {
		parts[`xl/worksheets/sheet${at + 1}.xml`] = worksheet(table, title);
		if (!isNamed(table)) continue;
		parts[`xl/worksheets/_rels/sheet${at + 1}.xml.rels`] = relations([["table", `../tables/table${at + 1}.xml`]]);
		parts[`xl/tables/table${at + 1}.xml`] = tablePart(table, at + 1);
	}
	const files: Zippable = Object.fromEntries(
		Object.entries(parts).map(([name, text]) => [name, [strToU8(HEAD + text), { mtime: OLDEST }]]),
	);
	return new Uint8Array(zipSync(files, { level: 6 }));
}

/** Titles that Excel takes: 31 characters, some signs not, none twice whatever the case. */
export function titlesOf(tables: readonly Pick<OutTable, "title">[]): string[] {
	const used = new Set<string>();
	return tables.map(({ title }) => {
		const plain =
			clean(title)
				.replace(/[[\]:*?/\\]/g, " ")
				.replace(/^[ ']+|[ ']+$/g, "")
				.slice(0, 31) || "Table";
		let name = plain;
		for (let number = 2; used.has(name.toLowerCase()); number++) name = `${plain.slice(0, 28)} ${number}`;
		used.add(name.toLowerCase());
		return name;
	});
}

/** A table of Excel's own: its head is read out as a head. It needs rows and titles that differ. */
function isNamed({ columns, rows, unseen }: OutTable): boolean {
	const titles = columns.map(({ title }) => title.toLowerCase());
	return !unseen && rows.length > 0 && titles.every(Boolean) && new Set(titles).size === titles.length;
}

const areaOf = ({ columns, rows }: OutTable): string => `A1:${letterOf(columns.length)}${rows.length + 1}`;

const escaped = (text: string): string =>
	clean(text)
		.replaceAll("&", "&amp;")
		.replaceAll("<", "&lt;")
		.replaceAll(">", "&gt;")
		.replaceAll('"', "&quot;")
		.replaceAll("\n", "&#10;");

function relations(listed: readonly [string, string][]): string {
	const links = listed.map(([kind, target], at) => {
		const type = kind.startsWith("metadata/") ? `${PACKAGE}/relationships/${kind}` : `${LINKS}/${kind}`;
		return `<Relationship Id="rId${at + 1}" Type="${type}" Target="${target}"/>`;
	});
	return `<Relationships xmlns="${PACKAGE}/relationships">${links.join("")}</Relationships>`;
}

function contentTypes(tables: readonly OutTable[]): string {
	const part = (name: string, kind: string) => `<Override PartName="/${name}" ContentType="${kind}"/>`;
	const sheets = tables.map((table, at) => {
		const own = isNamed(table) ? part(`xl/tables/table${at + 1}.xml`, `${KIND}.table+xml`) : "";
		return part(`xl/worksheets/sheet${at + 1}.xml`, `${KIND}.worksheet+xml`) + own;
	});
	return (
		`<Types xmlns="${PACKAGE}/content-types">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Default Extension="xml" ContentType="application/xml"/>` +
		part("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml") +
		part("xl/workbook.xml", `${KIND}.sheet.main+xml`) +
		part("xl/styles.xml", `${KIND}.styles+xml`) +
		`${sheets.join("")}</Types>`
	);
}

const core = (title: string, creator: string, language: string): string =>
	`<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">` +
	`<dc:title>${escaped(title)}</dc:title><dc:creator>${escaped(creator)}</dc:creator>` +
	`<dc:language>${escaped(language)}</dc:language></cp:coreProperties>`;

function workbook(tables: readonly OutTable[], names: readonly string[]): string {
	const sheets = tables.map(
		({ unseen }, at) =>
			`<sheet name="${escaped(names[at] ?? "")}" sheetId="${at + 1}"${unseen ? ' state="veryHidden"' : ""} r:id="rId${at + 1}"/>`,
	);
	const heads = tables.flatMap(({ unseen }, at) => {
		const quoted = escaped(`'${(names[at] ?? "").replaceAll("'", "''")}'`);
		return unseen ? [] : [`<definedName name="_xlnm.Print_Titles" localSheetId="${at}">${quoted}!$1:$1</definedName>`];
	});
	return (
		`<workbook xmlns="${MAIN}" xmlns:r="${LINKS}"><bookViews><workbookView/></bookViews>` +
		`<sheets>${sheets.join("")}</sheets><definedNames>${heads.join("")}</definedNames></workbook>`
	);
}

function worksheet(table: OutTable, title: string): string {
	const { columns, rows, guides = [], frozen = "A2", unseen } = table;
	const lines = unseen
		? rows.map((row, at) => line(row, at + 1, columns, 0))
		: [headLine(table), ...withHeights(table).map(({ row, high }, at) => line(row, at + 2, columns, high))];
	const cols = widthsOf(table).map(
		(width, at) =>
			`<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"${columns[at]?.hidden ? ' hidden="1"' : ""}/>`,
	);
	const { 1: letters = "A", 2: number = "2" } = /^([A-Z]+)(\d+)$/.exec(frozen) ?? [];
	const right = letters.charCodeAt(0) - 65;
	const pane = `<pane${right ? ` xSplit="${right}"` : ""} ySplit="${Number(number) - 1}" topLeftCell="${frozen}" activePane="${right ? "bottomRight" : "bottomLeft"}" state="frozen"/>`;
	const spans = guides.map(guide);
	return (
		`<worksheet xmlns="${MAIN}" xmlns:r="${LINKS}">` +
		(unseen ? "" : '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>') +
		(unseen ? "" : `<sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews>`) +
		(unseen || !columns.length ? "" : `<cols>${cols.join("")}</cols>`) +
		`<sheetData>${lines.join("")}</sheetData>` +
		(unseen || isNamed(table) ? "" : `<autoFilter ref="${areaOf(table)}"/>`) +
		(spans.length ? `<dataValidations count="${spans.length}">${spans.join("")}</dataValidations>` : "") +
		(unseen ? "" : printed(title)) +
		(isNamed(table) ? '<tableParts count="1"><tablePart r:id="rId1"/></tableParts>' : "") +
		"</worksheet>"
	);
}

function withHeights(table: OutTable): { row: OutValue[]; high: number }[] {
	const widths = widthsOf(table);
	const seen = (row: OutValue[]) => row.map((value, at) => (table.columns[at]?.wrap ? value : null));
	return table.rows.map((row) => ({ row, high: heightOf(seen(row), widths) }));
}

function headLine(table: OutTable): string {
	const titles = table.columns.map(({ title }) => title);
	const cells = titles.map((text, at) => textCell(text, `${letterOf(at + 1)}1`, STYLE.head)).join("");
	return `<row r="1"${high(heightOf(titles, widthsOf(table)))}>${cells}</row>`;
}

const high = (points: number): string => (points ? ` ht="${points}" customHeight="1"` : "");

function line(row: readonly OutValue[], number: number, columns: OutTable["columns"], points: number): string {
	const cells = row.map((value, at) => cell(value, `${letterOf(at + 1)}${number}`, columns[at]?.wrap === true));
	return `<row r="${number}"${high(points)}>${cells.join("")}</row>`;
}

function cell(value: OutValue, place: string, wrap: boolean): string {
	if (value === null) return "";
	if (isDay(value)) return `<c r="${place}" s="${STYLE.day}"><v>${daysOf(value.day)}</v></c>`;
	if (typeof value === "number") return `<c r="${place}" s="${STYLE.plain}"><v>${value}</v></c>`;
	const text = String(value);
	const [usual, risky] = wrap ? [STYLE.text, STYLE.risky] : [STYLE.plain, STYLE.plainRisky];
	return textCell(text, place, isRisky(text) ? risky : usual);
}

/** A text in the cell itself: nothing makes a formula of "=…" or an error of "#N/A". */
function textCell(text: string, place: string, style: number): string {
	const whole = clean(text);
	const space = whole === whole.trim() ? "" : ' xml:space="preserve"';
	return `<c r="${place}" s="${style}" t="inlineStr"><is><t${space}>${escaped(whole)}</t></is></c>`;
}

const daysOf = (day: string): number => (Date.parse(`${day}T00:00:00Z`) - Date.UTC(1899, 11, 30)) / 86_400_000;

/** Offer choices, and say what to mind; anything else can be written all the same, so that nothing is lost. */
function guide({ span, choices, title, hint }: NonNullable<OutTable["guides"]>[number]): string {
	const told = hint ? ` showInputMessage="1" promptTitle="${escaped(title)}" prompt="${escaped(hint)}"` : "";
	const list = choices ? `<formula1>${choices}</formula1>` : "";
	return `<dataValidation${choices ? ' type="list"' : ""} allowBlank="1"${told} sqref="${span}">${list}</dataValidation>`;
}

/** & begins a code in headers and footers. */
const printed = (title: string): string =>
	'<pageMargins left="0.5" right="0.5" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>' +
	'<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>' +
	`<headerFooter><oddHeader>&amp;L${escaped(title.replaceAll("&", "&&"))}</oddHeader>` +
	"<oddFooter>&amp;L&amp;A&amp;R&amp;P / &amp;N</oddFooter></headerFooter>";

function tablePart(table: OutTable, id: number): string {
	const area = areaOf(table);
	const columns = table.columns.map(({ title }, at) => `<tableColumn id="${at + 1}" name="${escaped(title)}"/>`);
	return (
		`<table xmlns="${MAIN}" id="${id}" name="Table${id}" displayName="Table${id}" ref="${area}"><autoFilter ref="${area}"/>` +
		`<tableColumns count="${columns.length}">${columns.join("")}</tableColumns>` +
		'<tableStyleInfo name="TableStyleLight1" showRowStripes="1"/></table>'
	);
}

const WRAPPED = '<alignment horizontal="left" vertical="top" wrapText="1" indent="1"/>';
const TOP = '<alignment vertical="top"/>';
const xf = (inside: string, own = "") =>
	`<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"${own}>${inside}</xf>`;
const STYLES =
	`<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>` +
	'<fonts count="2"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font><font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>' +
	'<fills count="3"><fill><patternFill/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE2EFED"/></patternFill></fill></fills>' +
	'<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
	'<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
	'<cellXfs count="7"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' +
	`<xf numFmtId="0" fontId="1" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1" applyAlignment="1">${WRAPPED}</xf>` +
	xf(WRAPPED) +
	xf(WRAPPED, ' quotePrefix="1"') +
	xf(TOP) +
	xf(TOP, ' quotePrefix="1"') +
	`<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1">${TOP}</xf>` +
	'</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>';
