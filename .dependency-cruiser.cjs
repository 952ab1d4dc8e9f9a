/** The layers of ARCHITECTURE.md as rules. */
const domains =
  'api|api-request|auth|checks|connections|datasets|demo|desk|files|http|import|layouts|log|postman|reports|requests|responses|settings|sql|workspace'

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'shared-imports-only-zod',
      severity: 'error',
      from: { path: '^src/shared' },
      to: { pathNot: ['^src/shared', '^node_modules/zod'] },
    },
    {
      name: 'renderer-and-preload-see-only-shared',
      severity: 'error',
      from: { path: '^src/(renderer|preload)' },
      to: { path: '^src/main' },
    },
    {
      name: 'electron-only-in-its-folder',
      comment: 'Only the start, the composition root, main/electron and the preload may import electron.',
      severity: 'error',
      from: { path: '^src', pathNot: ['^src/main/(start|index|electron/)', '^src/preload'] },
      to: { path: '^(node_modules/electron/|electron$)', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'domains-by-their-front-door',
      comment: "A domain uses another domain's index.ts and nothing behind it.",
      severity: 'error',
      from: { path: `^src/main/(${domains})/`, pathNot: '\\.test(-support)?\\.ts$' },
      to: {
        path: `^src/main/(${domains}|electron)/`,
        pathNot: ['^src/main/$1/', `^src/main/(${domains})/index\\.ts$`],
      },
    },
    {
      name: 'renderer-is-not-for-main',
      severity: 'error',
      from: { path: '^src/main' },
      to: { path: '^src/(renderer|preload)' },
    },
    {
      name: 'ui-knows-no-feature',
      severity: 'error',
      from: { path: '^src/renderer/src/(ui|theme)' },
      to: { path: '^src/renderer/src/features' },
    },
    {
      name: 'src-stands-alone',
      comment: 'Neither the demo cloud nor the stand-in nor a test is known to the app.',
      severity: 'error',
      from: { path: '^src', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^(demo-cloud|e2e|tools)/' },
    },
    {
      name: 'nothing-but-tools-knows-the-stand-in',
      severity: 'error',
      from: { path: '^(src|e2e|demo-cloud)' },
      to: { path: '^tools/electron-standin' },
    },
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^out|\\.css$|\\.d\\.m?ts$|electron-standin/(inject|contract/app))' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json'],
    },
  },
}
