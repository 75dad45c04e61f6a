/** Load a file of data as a script, once: a script element works from a disk, too. Rejects when it is not there. */
export function loadScript<T>(address: string, found: () => T | undefined): Promise<T> {
	return new Promise((done, failed) => {
		const here = () => {
			const value = found();
			if (value === undefined) failed(new Error(address));
			else done(value);
		};
		if (found() !== undefined) return here();
		const script = document.createElement("script");
		script.src = address;
		script.onload = here;
		script.onerror = () => {
			script.remove(); // the next try adds another one
			failed(new Error(address));
		};
		document.head.append(script);
	});
}
