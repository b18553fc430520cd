# syntax=docker/dockerfile:1
# One image, four commands:
#   web      (the default)  serves the portal on PORT (3000)
#   worker                  letters, payments and other jobs; run at least one, more for more
#   setup                   prints a new one-time address for the first run, and ends
#   migrate                 brings the database up to this version; run it before the new web and worker start
#
# Settings come from the environment: .env.example has them all, docs/operations.md says what each is for.

FROM node:24-bookworm-slim AS base
WORKDIR /srv/tegoed
ENV NODE_ENV=production

FROM base AS build
COPY package.json package-lock.json .npmrc ./
RUN --mount=type=cache,target=/root/.npm npm ci --include=dev
COPY . .
RUN node app/commands/build.mjs

FROM base AS packages
COPY package.json package-lock.json .npmrc ./
RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev

FROM base AS run
COPY --from=packages /srv/tegoed/node_modules ./node_modules
COPY --from=build /srv/tegoed/build ./build
COPY --from=build /srv/tegoed/prisma ./prisma
COPY --from=build /srv/tegoed/app/commands/start.mjs ./app/commands/start.mjs
COPY --from=build /srv/tegoed/app/commands/parts ./app/commands/parts
COPY --from=build /srv/tegoed/app/platform/postgres/migrate.server.ts ./app/platform/postgres/migrate.server.ts
COPY --from=build /srv/tegoed/app/platform/postgres/app-login.server.ts ./app/platform/postgres/app-login.server.ts
COPY --from=build /srv/tegoed/app/platform/setup-problem.js ./app/platform/setup-problem.js
COPY package.json ./
USER node
EXPOSE 3000
STOPSIGNAL SIGTERM
# The worker serves no pages: compose.yaml switches this off for it.
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT ?? 3000}/readyz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "--max-semi-space-size=16", "app/commands/start.mjs"]
CMD ["web"]
