import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** The development server hands the API on, as the load balancer does. */
export default defineConfig({
  plugins: [react()],
  server: {
    host: process.env.BIND_ADDRESS ?? "127.0.0.1",
    port: 5173,
    strictPort: true,
    proxy: { "/api": process.env.BACKEND_URL ?? "http://127.0.0.1:8000" },
  },
});
