import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { type ESTree, parseSync, Visitor } from 'vite';

export interface Import {
  readonly from: string;
  /** A path in the project, the name of a package, or COMPUTED. */
  readonly to: string;
  readonly typeOnly: boolean;
}

/** The target of an `import()` that is only known when the program runs. */
export const COMPUTED = 'something computed';

/** All modules that a file names: in statements, import(), types, and as the URL of a worker. Paths are from `root`. */
export function importsOf(root: string, file: string): readonly Import[] {
  const { program, module, errors } = parseSync(file, readFileSync(join(root, file), 'utf8'));
  if (errors[0]) throw new Error(`${file} cannot be parsed: ${errors[0].message}`);
  const found: Import[] = [];
  const note = (to: string, typeOnly: boolean): void => {
    const path = to.startsWith('.') ? relative(root, join(root, dirname(file), to)).replaceAll('\\', '/') : to;
    found.push({ from: file, to: path, typeOnly });
  };
  for (const { moduleRequest, entries } of module.staticImports) {
    note(moduleRequest.value, entries.length > 0 && entries.every(({ isType }) => isType));
  }
  for (const { moduleRequest, isType } of module.staticExports.flatMap(({ entries }) => entries)) {
    if (moduleRequest) note(moduleRequest.value, isType);
  }
  new Visitor({
    ImportExpression: ({ source }) => note(textOf(source) ?? COMPUTED, false),
    TSImportType: ({ source }) => note(source.value, true),
    NewExpression({ callee, arguments: [target] }) {
      const path = callee.type === 'Identifier' && callee.name === 'URL' && target ? textOf(target) : undefined;
      if (path && /^\..*\.tsx?$/.test(path)) note(path, false);
    },
  }).visit(program);
  return found;
}

function textOf(node: ESTree.Expression | ESTree.Argument): string | undefined {
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node.type === 'TemplateLiteral' && node.expressions.length === 0)
    return node.quasis[0]?.value.cooked ?? undefined;
  return undefined;
}
