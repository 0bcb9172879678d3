import { fileURLToPath } from 'node:url';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [vue()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  build: {
    // WebKitGTK 2.36 and Chromium 100 are the oldest engines in the offices.
    target: ['chrome100', 'safari15'],
    // The page's CSP allows no data: scripts and no inline modules.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
  },
  test: { environment: 'happy-dom', include: ['src/**/*.test.ts'] },
});
