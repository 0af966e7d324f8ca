import type { Service } from "#client/service/service.ts";

/** What passes between a client and the real service; `alter` answers in its place, or null to let the answer through. */
export type Exchange = { method: string; path: string; response: Response };

export type AlteredServiceParameters = {
  service: Service;
  alter: (exchange: Exchange) => Promise<Response | null> | Response | null;
};

/** The real service with a malicious operator in front of it. */
export function alteredService({ service, alter }: AlteredServiceParameters): Service {
  return {
    ...service,
    fetch: async (input, init) => {
      const response = await service.fetch(input, init);
      const path = new URL(input).pathname;
      return (await alter({ method: init?.method ?? "GET", path, response: response.clone() })) ?? response;
    },
  };
}

/** A JSON answer that is changed in place. */
export async function altered<Body>(response: Response, change: (body: Body) => void): Promise<Response> {
  const body = (await response.json()) as Body;
  change(body);
  return Response.json(body, { status: response.status });
}
