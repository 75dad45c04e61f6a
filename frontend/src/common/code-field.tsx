/** The field for a code from a slip: nothing remembers it, corrects it or writes it small. */
import type { JSX } from "preact";

type Own = "id" | "value" | "aria-describedby" | "aria-invalid" | "onInput" | "onChange";

export function CodeField(own: Pick<JSX.IntrinsicElements["input"], Own>) {
	return (
		<input
			class="su-field"
			type="text"
			autocomplete="off"
			autocapitalize="characters"
			spellcheck={false}
			maxLength={20}
			{...own}
		/>
	);
}
