/**
 * A tool of Harbour's own that nobody else has: where customers' questions are kept, by service.
 * `examples/recipes/questions.yaml` reads it.
 */
import { hashOf } from '../organisation/templates.mjs';

export function questions({ items }) {
  const services = items.filter(({ tier, type }) => tier && type !== 'library');
  return ({ path }) => {
    const name = /^\/v1\/services\/([\w-]+)\/questions$/.exec(path)?.[1];
    const item = services.find(it => it.name === name);
    if (!item) {
      return { status: 404, body: { error: 'no such service' } };
    }
    const open = hashOf(item.name) % 12;
    return {
      body: {
        service: item.name,
        open,
        oldest_open_hours: open === 0 ? null : 3 + (hashOf(`${name}!`) % 90),
        answered_last_week: 10 + (hashOf(`${name}?`) % 60),
      },
    };
  };
}
