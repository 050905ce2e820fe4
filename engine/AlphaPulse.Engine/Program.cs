using AlphaPulse.Engine.Hosting;
using AlphaPulse.Telemetry.Processes;

StandardStreams.Guard();
return new EngineProgram(Console.In, Console.Out, Console.Error).Run(args);
