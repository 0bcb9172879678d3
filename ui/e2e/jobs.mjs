// What a person does from beginning to end, by name; each is the same in both engines.
import { mainJob } from './main-job.mjs';
import { testingDay } from './testing-day.mjs';

const jobs = [
  { name: 'main-job', job: mainJob },
  { name: 'testing-day', job: testingDay },
];

/** Those named on the command line, else all. */
export function wantedJobs() {
  const wanted = process.argv.slice(2);
  return jobs.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
}
