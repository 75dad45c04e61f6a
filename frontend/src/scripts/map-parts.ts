/** The script that shows a map: the page on the results of a map asks for it when there is one. */
import { Whole } from "../mapping/results/whole.tsx";

globalThis.SteppingUpMapWhole = Whole;
