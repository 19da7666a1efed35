/** Logarithms of factorials, as far as they were asked for. */
const logFactorials: number[] = [0];

function logFactorial(n: number): number {
  while (logFactorials.length <= n) {
    logFactorials.push(
      logFactorials[logFactorials.length - 1] + Math.log(logFactorials.length),
    );
  }
  return logFactorials[n];
}

function logChoose(n: number, k: number): number {
  return logFactorial(n) - logFactorial(k) - logFactorial(n - k);
}

/**
 * The one-sided exact test of Fisher: if the failures had fallen on deployments at random, how
 * likely would it be that this group has so many of them, or more?
 *
 * The number of failures of the group is then hypergeometric: of `failures + otherFailures` among
 * `deployments + otherDeployments`, `deployments` are drawn. Summed in logarithms, so that thousands
 * of deployments neither overflow nor vanish. Costs as many steps as the group could have failures.
 *
 * @param group - `failures` of its `deployments`
 * @param others - the same of all the others
 * @returns p in [0, 1]; null where one of the two has no deployment
 * @public
 */
export function fisherExact(
  group: { failures: number; deployments: number },
  others: { failures: number; deployments: number },
): number | null {
  if (group.deployments === 0 || others.deployments === 0) {
    return null;
  }
  const failures = group.failures + others.failures;
  const all = group.deployments + others.deployments;
  const most = Math.min(failures, group.deployments);
  const least = Math.max(0, failures - others.deployments);
  if (group.failures <= least) {
    return 1;
  }
  const total = logChoose(all, group.deployments);
  let p = 0;
  for (let count = most; count >= group.failures; count--) {
    p += Math.exp(
      logChoose(failures, count) +
        logChoose(all - failures, group.deployments - count) -
        total,
    );
  }
  return Math.min(1, p);
}
