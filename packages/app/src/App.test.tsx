import readinessPlugin from '@team-readiness/backstage-plugin-readiness';
import { render, screen, within } from '@testing-library/react';

const token = [
  'header',
  btoa(JSON.stringify({ exp: Math.floor(Date.now() / 1000) + 3600 })),
  'signature',
].join('.');

const answers: Record<string, unknown> = {
  '/api/auth/guest/refresh': {
    profile: { displayName: 'Guest' },
    backstageIdentity: {
      token,
      identity: {
        type: 'user',
        userEntityRef: 'user:default/guest',
        ownershipEntityRefs: ['user:default/guest'],
      },
    },
  },
};

// The network is what lies outside of the app.
async function answer(input: RequestInfo | URL): Promise<Response> {
  const { pathname } = new URL(input instanceof Request ? input.url : input);
  const body = answers[pathname];
  return new Response(
    JSON.stringify(
      body ?? {
        error: { name: 'NotFoundError', message: 'Not here' },
        response: { statusCode: 404 },
      },
    ),
    {
      status: body ? 200 : 404,
      headers: { 'content-type': 'application/json' },
    },
  );
}

describe('App', () => {
  const realFetch = global.fetch;
  const realEnvironment = process.env;

  beforeAll(() => {
    global.fetch = answer;
    // The bundler puts the configuration there as a list, which no real
    // environment can hold.
    process.env = {
      ...process.env,
      APP_CONFIG: [
        {
          context: 'test',
          data: {
            app: {
              title: 'Test',
              baseUrl: 'http://localhost',
              packages: 'all',
            },
            organization: { name: 'Harbour' },
            backend: { baseUrl: 'http://localhost:7007' },
          },
        },
      ],
    } as unknown as NodeJS.ProcessEnv;
    // What the bundler finds in the packages that the app depends on.
    Object.assign(window, {
      '__@backstage/discovered__': { modules: [{ default: readinessPlugin }] },
    });
  });
  afterAll(() => {
    global.fetch = realFetch;
    process.env = realEnvironment;
  });

  it('signs the guest in and shows Readiness first in the side bar', async () => {
    const { app } = await import('./App');
    render(app.createRoot());

    const sidebar = await screen.findByRole('navigation', {
      name: 'sidebar nav',
    });
    const [home, first] = within(sidebar).getAllByRole('link');
    expect(home).toHaveAccessibleName('Harbour, home');
    expect(first).toHaveAccessibleName('Readiness');
    expect(first).toHaveAttribute('href', '/readiness');
  });
});
