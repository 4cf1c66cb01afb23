import js from '@eslint/js';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import globals from 'globals';
import tseslint from 'typescript-eslint';

const never = (regex, message) => ({
  'no-restricted-imports': ['error', { patterns: [{ regex, message }] }],
});

export default tseslint.config(
  { ignores: ['dist', 'node_modules', 'src/api/schema.gen.ts', 'playwright-report', 'test-results'] },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  reactHooks.configs.flat.recommended,
  jsxA11y.flatConfigs.recommended,
  {
    languageOptions: { globals: { ...globals.browser } },
    rules: {
      eqeqeq: 'error',
      'no-console': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
    },
  },
  { files: ['*.ts', '*.js', 'e2e/**', 'public/**'], languageOptions: { globals: { ...globals.node, ...globals.browser } } },
  {
    files: ['src/features/*/*'],
    rules: never('^\\.\\./(?!\\.\\./)', 'Features do not import each other: move what both need to look, ending, api or time.'),
  },
  {
    files: ['src/api/*', 'src/time/*', 'src/look/*', 'src/language/*', 'src/ending/*'],
    ignores: ['**/*.test.*'],
    rules: never('/(features|app)/', 'What features stand on knows no feature.'),
  },
);
