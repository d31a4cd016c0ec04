"""Serves a GGUF file through llama.cpp's own HTTP server (package xllamacpp) until it is interrupted."""

import argparse
import signal

import xllamacpp


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", required=True, help="a GGUF file")
    parser.add_argument("--port", type=int, default=8080)
    parser.add_argument("--context", type=int, default=0, help="positions; 0: as many as the model was trained with")
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    params = xllamacpp.CommonParams()
    params.model.path = args.model
    params.hostnames = ["127.0.0.1"]
    params.port = args.port
    params.n_ctx = args.context
    params.n_parallel = 1
    params.cpuparams.n_threads = args.threads
    params.cpuparams_batch.n_threads = args.threads
    params.n_gpu_layers = 0
    params.warmup = False
    # A prompt is computed whole each time, so that an answer does not depend on what was asked before.
    params.cache_prompt = False
    server = xllamacpp.Server(params)
    print(f"serving {args.model} at {server.listening_address}/v1", flush=True)
    signal.sigwait([signal.SIGINT, signal.SIGTERM])


if __name__ == "__main__":
    main()
