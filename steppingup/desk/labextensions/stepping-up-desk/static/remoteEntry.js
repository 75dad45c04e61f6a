// Runs the one cell of the desk when its notebook opens, so that nobody has to know what a cell is.
// Written by hand as a module-federation container: a build of its own for thirty lines would be more to keep.
(() => {
	const MARK = "stepping_up_desk";
	const TRIES = 3000; // five minutes: a kernel starts slowly on an old computer that has just been switched on

	/** What belongs to notebooks and not to a desk: menus, tools, code. The sentence for a desk that did not start stays. */
	const STYLE = `
		#main-panel { top: 0 !important; height: 100vh !important }
		#top-panel-wrapper, #menu-panel-wrapper, #menu-panel, .jp-NotebookPanel-toolbar, .jp-InputPlaceholder,
		.jp-Cell-inputWrapper:has(.jp-Placeholder), .jp-OutputPrompt, .jp-Notebook-footer, .jp-Collapser,
		.jp-Notebook:has(.su-desk) .jp-MarkdownCell { display: none !important }
		.jp-Notebook .jp-Cell.jp-mod-active { border-color: transparent }`;

	const undress = () => {
		const style = document.createElement("style");
		style.textContent = STYLE;
		document.head.append(style);
	};

	/** The notebook in front, if it is the desk and its kernel is ready. */
	const desk = (app) => {
		const panel = app.shell.currentWidget;
		const model = panel?.content?.model;
		const idle = panel?.sessionContext?.session?.kernel?.status === "idle";
		return idle && model?.getMetadata?.(MARK) ? panel : null;
	};

	const plugin = {
		id: "stepping-up-desk:run",
		autoStart: true,
		activate: (app) => {
			// One thread of the kernel for all that people do: in two, a press could overtake the tick before it.
			app.serviceManager.kernels.commsOverSubshells = "disabled";
			let tries = 0;
			const timer = setInterval(() => {
				tries += 1;
				const panel = desk(app);
				if (!panel && tries < TRIES) return;
				clearInterval(timer);
				if (!panel) return;
				undress();
				app.commands.execute("notebook:run-all-cells");
			}, 100);
		},
	};

	const container = {
		init: () => undefined,
		get: () => Promise.resolve(() => ({ __esModule: true, default: [plugin] })),
	};
	globalThis._JUPYTERLAB ??= {};
	globalThis._JUPYTERLAB["stepping-up-desk"] = container;
})();
