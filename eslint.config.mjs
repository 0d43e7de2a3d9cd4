import tseslint from 'typescript-eslint';

const size = {
  'max-lines': ['error', { max: 400 }],
  'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
  'max-params': ['error', { max: 3 }],
  'max-depth': ['error', { max: 3 }],
};

const modules = {
  'no-restricted-syntax': [
    'error',
    { selector: 'ExportDefaultDeclaration', message: 'Export by name.' },
    { selector: 'TSEnumDeclaration', message: 'Use a union of literals.' },
  ],
  'no-restricted-globals': ['error', { name: 'require', message: 'Use import.' }],
  '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
  '@typescript-eslint/consistent-type-exports': 'error',
  '@typescript-eslint/no-import-type-side-effects': 'error',
};

const correctness = {
  eqeqeq: 'error',
  // What goes wrong unexpectedly is reported on stderr unless the host gives `onError`.
  'no-console': ['error', { allow: ['error'] }],
  'no-eval': 'error',
  'no-new-func': 'error',
  'no-param-reassign': 'error',
  'no-proto': 'error',
  'no-var': 'error',
  'prefer-const': 'error',
  'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'] }],
  '@typescript-eslint/prefer-readonly': 'error',
  '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
  // `number` in a template is plain; `${object}` is the mistake.
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
  // A `void` expression as an arrow's body reads well in callbacks.
  '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
  '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
  // Attributes are named by data; where such names come from a client, the objects have no prototype.
  '@typescript-eslint/no-dynamic-delete': 'off',
  // A contract may ask for a promise that an implementation has nothing to wait for.
  '@typescript-eslint/require-await': 'off',
};

/** Tests assert on untyped JSON, use mocks, and describe long tables. */
const tests = {
  'max-lines-per-function': 'off',
  'max-params': ['error', { max: 4 }],
  'no-console': 'off',
  '@typescript-eslint/no-unsafe-argument': 'off',
  '@typescript-eslint/no-unsafe-assignment': 'off',
  '@typescript-eslint/no-unsafe-call': 'off',
  '@typescript-eslint/no-unsafe-member-access': 'off',
  '@typescript-eslint/no-unsafe-return': 'off',
  '@typescript-eslint/no-explicit-any': 'off',
  '@typescript-eslint/no-non-null-assertion': 'off',
  '@typescript-eslint/no-empty-function': 'off',
  '@typescript-eslint/only-throw-error': 'off',
  '@typescript-eslint/prefer-promise-reject-errors': 'off',
  '@typescript-eslint/unbound-method': 'off',
};

export default tseslint.config(
  { ignores: ['dist/', 'coverage/', 'test/package/consumers/', '**/*.{js,cjs,mjs}'] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { project: ['./tsconfig.test.json'], tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: { ...size, ...modules, ...correctness },
  },
  // Types of resource types of any attributes are variant in a way that only `any` can say.
  { files: ['src/schema/resource-type.ts'], rules: { '@typescript-eslint/no-explicit-any': 'off' } },
  // A suite is a list of tests.
  {
    files: ['src/testing/suites/**'],
    rules: { 'max-lines-per-function': 'off', '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  { files: ['test/**', 'examples/**', 'bench/**'], rules: tests },
);
