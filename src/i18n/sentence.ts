/** Sentences from templates, without any library: the page and the command line say the same. */

/** The template with each `{{name}}` replaced by its parameter; a name without one stays visible, as it is our bug. */
export function fillIn(template: string, params: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{\{(\w+)\}\}/g, (placeholder, name: string) => {
    return Object.hasOwn(params, name) ? String(params[name]) : placeholder
  })
}
