import tseslint from 'typescript-eslint';

const ours = ['**/*.ts'];

export default tseslint.config(
  { ignores: ['node_modules', '.data', 'web/assets/dist', 'test-results'] },
  ...tseslint.configs.strict.map((config) => ({ ...config, files: ours })),
  {
    files: ours,
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-extraneous-class': 'off', // objection models are classes with static members
      '@typescript-eslint/no-non-null-assertion': 'error',
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
      ],
      'no-console': 'error',
      eqeqeq: ['error', 'smart'],
      'max-lines': ['warn', { max: 300, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['vitest.config.ts', 'eslint.config.js', 'tests/helpers/*-setup.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  { files: ['scripts/**', 'tests/bench/**'], rules: { 'no-console': 'off' } },
);
