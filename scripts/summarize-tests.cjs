/**
 * Prints the closing line of .ci/run from the results file of Jest, and exits with 1 when anything failed.
 *
 * Usage: node scripts/summarize-tests.cjs <results file> <exit status of Jest> <other steps that failed>
 */
'use strict';

const { existsSync, readFileSync } = require('node:fs');

const [file, status, failedSteps] = process.argv.slice(2);
const results = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
const passed = results?.numPassedTests ?? 0;
const failed = failedTests() + Number(failedSteps);

console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;

/** A test file that cannot run at all, or a Jest that fails for another reason, counts as one failure. */
function failedTests() {
  if (results === undefined) return 1;
  const counted = results.numFailedTests + results.numRuntimeErrorTestSuites;
  return counted === 0 && status !== '0' ? 1 : counted;
}
