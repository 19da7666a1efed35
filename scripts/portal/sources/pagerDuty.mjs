/**
 * Answers as PagerDuty does (REST API v2): services with their escalation policy, and who is on call.
 *
 * In a team of two the same person is called every week. The service of the team Shipping was deleted.
 */
import { DAY } from '../organisation/templates.mjs';

const gone = new Set(['PSHIPP1']);
const notFound = {
  status: 404,
  body: { error: { message: 'Not Found', code: 2100 } },
};

/** @returns a function of the path and the query that answers, or undefined where there is nothing */
export function pagerDuty({ groups }) {
  const teams = groups.filter(({ onCall }) => onCall && !gone.has(onCall));
  return ({ path, query }) => {
    const service = /^\/services\/(\w+)$/.exec(path)?.[1];
    if (service) {
      const team = teams.find(({ onCall }) => onCall === service);
      return team
        ? {
            body: {
              service: {
                id: service,
                type: 'service',
                summary: team.title,
                escalation_policy: {
                  id: `E${service}`,
                  type: 'escalation_policy_reference',
                },
              },
            },
          }
        : notFound;
    }
    if (path !== '/oncalls') {
      return undefined;
    }
    const policy = query.get('escalation_policy_ids[]') ?? '';
    const team = teams.find(({ onCall }) => `E${onCall}` === policy);
    const from = Date.parse(query.get('since') ?? '') || Date.now();
    const shift = number => new Date(from + number * 7 * DAY).toISOString();
    const members = team?.members ?? [];
    const called = members.length > 2 ? members : members.slice(0, 1);
    const oncalls = called.map((member, number) => ({
      user: { id: `U${member}`, type: 'user_reference', summary: member },
      schedule: {
        id: `S${policy}`,
        type: 'schedule_reference',
        summary: `${team.title}, first line`,
        html_url: `https://harbour.pagerduty.example/schedules/S${policy}`,
      },
      escalation_level: 1,
      start: shift(number),
      end: shift(number + 1),
    }));
    return {
      body: { oncalls, limit: 100, offset: 0, more: false, total: null },
    };
  };
}
