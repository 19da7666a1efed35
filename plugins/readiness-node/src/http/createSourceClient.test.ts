import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { createSourceClient } from './createSourceClient';

describe('createSourceClient', () => {
  it('asks', async () => {
    const server = createServer((request, response) => {
      response.setHeader('content-type', 'application/json');
      response.end(
        JSON.stringify({
          url: request.url,
          auth: request.headers.authorization,
        }),
      );
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const host = `localhost:${(server.address() as AddressInfo).port}`;
    const client = createSourceClient({
      name: 'Test',
      hosts: [host],
      allowPrivateAddresses: true,
      secretHeaders: { Authorization: 'Bearer secret' },
    });
    await expect(
      client.request({ url: `http://${host}/a?b=c` }),
    ).resolves.toMatchObject({
      status: 200,
      body: { url: '/a?b=c', auth: 'Bearer secret' },
      notModified: false,
    });
    await client.close();
    server.close();
  });
});
