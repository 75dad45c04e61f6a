/** The script of the page that shows what a map says. The script of every page runs before and hands over the site. */
import { render } from "preact";
import { Fragment, jsx, jsxs } from "preact/jsx-runtime";
import { ResultsPage } from "../mapping/results/page.tsx";

globalThis.SteppingUpPreact = { Fragment, jsx, jsxs, render };
const site = globalThis.SteppingUp?.site;
const place = document.querySelector<HTMLElement>("[data-su-map-results]");
if (site && place) new ResultsPage(site, place).start();
