/** Some builds of Node 20 read windows-1252 as ISO 8859-1, which no browser does: then the signs in between are put right. */
const SIGNS = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

if (new TextDecoder("windows-1252").decode(Uint8Array.of(0x80)) !== "€") {
	const Built = TextDecoder;
	globalThis.TextDecoder = class extends Built {
		override decode(...told: Parameters<InstanceType<typeof Built>["decode"]>): string {
			const text = super.decode(...told);
			if (this.encoding !== "windows-1252") return text;
			return text.replace(/[\u0080-\u009f]/g, (sign) => SIGNS.charAt(sign.charCodeAt(0) - 0x80));
		}
	};
}
