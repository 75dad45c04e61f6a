/** Hand a text or bytes to the browser's downloads; works from disk, too. */
export function saveFile(name: string, type: string, text: string | Uint8Array<ArrayBuffer>): void {
	const link = document.createElement("a");
	link.href = URL.createObjectURL(new Blob([text], { type }));
	link.download = name;
	link.hidden = true;
	document.body.append(link); // Firefox wants it in the page
	link.click();
	link.remove();
}
