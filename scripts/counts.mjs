// Prints "passed failed skipped" of a test report: counts.mjs vitest|playwright FILE.
import { readFileSync } from 'node:fs';

const [kind, file] = process.argv.slice(2);
const report = JSON.parse(readFileSync(file, 'utf8'));
const counted = {
  vitest: () => [report.numPassedTests, report.numFailedTests, report.numPendingTests + report.numTodoTests],
  playwright: () => [report.stats.expected + report.stats.flaky, report.stats.unexpected, report.stats.skipped],
}[kind]();
console.log(counted.join(' '));
