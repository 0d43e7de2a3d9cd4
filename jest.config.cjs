const swc = ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' }, sourceMaps: 'inline' }];

module.exports = {
  testEnvironment: 'node',
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
  // A machine may be busy with something else; a test that hangs still ends.
  testTimeout: 30_000,
  // Whatever cores there are, and a new process for a worker that has grown: a whole run in one would need gigabytes.
  maxWorkers: '100%',
  workerIdleMemoryLimit: '1GB',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  transform: { '^.+\\.ts$': swc },
  moduleNameMapper: {
    '^scim-router$': '<rootDir>/src/index.ts',
    '^scim-router/(.*)$': '<rootDir>/src/$1/index.ts',
  },
  collectCoverageFrom: ['src/**/*.ts'],
};
