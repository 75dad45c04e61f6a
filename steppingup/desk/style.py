"""How the desk looks: one column, readable sizes, and colours of the reader's own Jupyter theme."""

STYLE = """<style>
.su-desk { max-width: 54em; padding: 0 1em 2em; overflow: visible }
.su-desk h1 { margin: .3em 0 .2em; font-size: 1.7em }
.su-desk h2 { margin: .8em 0 .1em; font-size: 1.15em }
.su-desk h3 { margin: .4em 0 .1em; font-size: 1em }
.su-desk p { margin: .3em 0; line-height: 1.45 }
.su-desk p, .su-desk li { overflow-wrap: anywhere }
.su-desk-text { max-width: 48em }
.su-desk .widget-html, .su-desk .widget-html-content { height: auto; overflow: visible; line-height: 1.45 }
.su-desk .widget-html-content a { text-decoration: underline; color: var(--jp-content-link-color, #0b57d0) }
.su-desk .jupyter-button { height: auto; min-height: 34px; padding: 4px 14px; line-height: 1.3; white-space: normal }
.su-desk .jupyter-button:focus-visible { outline: 3px solid currentColor; outline-offset: 2px }
.su-desk .widget-label, .su-desk .widget-checkbox .widget-label-basic { width: auto; overflow: visible }
.su-desk .widget-hbox { align-items: center; gap: 6px }
.su-desk .widget-hbox .jupyter-button { align-self: center }
.su-desk-next { margin: .8em 0; padding: .7em 1em; border-left: 6px solid #0b6e69; background: rgba(11, 110, 105, .1);
  font-size: 1.1em }
.su-desk-told { margin: .5em 0; padding: .4em 1em; border-left: 6px solid #0b6e69 }
.su-desk-careful { border-color: #8a5a00 }
.su-desk-wrong { border-color: #b3261e; background: rgba(179, 38, 30, .08) }
.su-desk table { border-collapse: collapse; margin: .4em 0 }
.su-desk th, .su-desk td { padding: .25em .8em .25em 0; text-align: left; vertical-align: top;
  border-bottom: 1px solid rgba(128, 128, 128, .4) }
.su-desk .widget-dropdown, .su-desk .widget-text { max-width: calc(100% - 4px) }
.su-desk select { appearance: auto; background-image: none !important }
.su-desk .su-desk-options { align-items: stretch; flex-wrap: wrap }
.su-desk-option .jupyter-button { align-self: flex-start }
.su-desk-option dl { margin: .3em 0 }
.su-desk-option dt { font-weight: 600 }
.su-desk-option dd { margin: 0 0 .3em }
@media (max-width: 40em) {
  .su-desk .widget-hbox, .su-desk .widget-dropdown, .su-desk .lm-TabBar-content { flex-wrap: wrap; height: auto }
  .su-desk .lm-TabBar-tab { flex: 1 1 45% !important; max-width: none !important }
}
.su-desk-option { flex: 1 1 14em; max-width: 24em; padding: .3em .8em .6em; border: 1px solid rgba(128, 128, 128, .6);
  border-radius: 4px; justify-content: space-between; overflow-wrap: anywhere }
.su-desk-ticks-short { display: grid !important; gap: 0 1em;
  grid-template-columns: repeat(auto-fill, minmax(min(20em, 100%), 1fr)) }
.su-desk .widget-checkbox { height: auto; min-height: 28px }
.su-desk .widget-checkbox .widget-label-basic { display: flex; align-items: baseline; white-space: normal;
  line-height: 1.35; overflow-wrap: anywhere }
.su-desk .widget-checkbox input { flex: none }
.su-desk-kit { margin: .8em 0; padding: .1em 1em .6em; border: 1px solid rgba(128, 128, 128, .6); border-radius: 4px;
  border-left: 6px solid #0b6e69 }
.su-desk-kit h2 { margin-top: .4em }
.su-desk-for-trainer { border-color: #b3261e; background: rgba(179, 38, 30, .08) }
.su-desk-day { opacity: .8 }
.su-desk ul { margin: .2em 0; padding-left: 1.3em }
</style>"""
