/** The script of the page that shows what a map says. The script of every page runs before and hands over the site. */
import { ResultsPage } from "./map/page.tsx";

const site = globalThis.SteppingUp?.site;
const place = document.querySelector<HTMLElement>("[data-su-map-results]");
const course = globalThis.SteppingUpMapCourse;
if (site && place && course) new ResultsPage(site, place, course).start();
